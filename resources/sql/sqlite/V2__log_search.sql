-- Words of log lines (SQLite FTS5, sqlite.org/fts5.html section 4.4.3: contentless); rowid is log_lines.id.
CREATE VIRTUAL TABLE log_search USING fts5 (message, unit, content = '', tokenize = 'unicode61');
