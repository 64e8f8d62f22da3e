
-- == before

-- == after
create text search configuration en (copy = english);
create text search dictionary d (template = simple, stopwords = english);
alter text search configuration en alter mapping for asciiword with d;
create table t (a text, v tsvector generated always as (to_tsvector('en', a)) stored);
