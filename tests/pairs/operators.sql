
-- == before

-- == after
create function eqi(text, text) returns bool language sql immutable as $$ select lower($1) = lower($2) $$;
create operator === (leftarg = text, rightarg = text, function = eqi, commutator = ===);
