package dev.tenantry.audit.classification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;

/** Every column of the database, as the line of the file says that decides on it. */
@Component
class Catalog {

    private static final String COLUMNS = """
            select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as table_name, a.attname as column_name
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('public', 'auth', 'app') and c.relkind in ('r', 'p') and not c.relispartition
              and a.attnum > 0 and not a.attisdropped and c.relname <> 'flyway_schema_history'""";
    /** Of what no line is about: nobody has looked at it. */
    private static final ColumnRule UNDECIDED = ColumnRule.parse("restricted: *: *: Undecided");

    /** What is made of another column's values, or has further ones of the same: {@code email_key}, {@code phone_e164}, {@code other_emails}. */
    private static final List<String> DERIVED = List.of("_key", "_keys", "_e164");
    private static final String FURTHER = "other_";

    private final RolePool worker;
    private final List<ColumnRule> rules = rules();
    private volatile @Nullable Known known;

    /** @param sources of columns that are derived from others */
    private record Known(Map<Column, Classified> columns, Map<Column, Column> sources) {}

    Catalog(@Qualifier("workerPool") RolePool worker) {
        this.worker = worker;
    }

    /** In the order of their names. */
    Map<Column, Classified> columns() {
        return known().columns;
    }

    /** Whose values those of the column are; the column itself, where they are its own. */
    Column source(Column column) {
        return known().sources.getOrDefault(column, column);
    }

    private Known known() {
        var all = known;
        if (all == null) {
            all = read();
            known = all;
        }
        return all;
    }

    /** Null: there is no such column. */
    @Nullable
    Classified of(Column column) {
        return columns().get(column);
    }

    /** What no line of the file is about. */
    List<Column> undecided() {
        return columns().values()
                .stream()
                .filter(column -> column.reason().equals(UNDECIDED.reason()))
                .map(Classified::column)
                .toList();
    }

    private Known read() {
        var found = new TreeSet<>(worker.jdbc()
                .sql(COLUMNS)
                .query((row, _) -> new Column(row.getString(1), row.getString(2)))
                .list());
        var decided = new LinkedHashMap<Column, Classified>();
        var sources = new HashMap<Column, Column>();
        found.forEach(column -> {
            var source = source(column, found);
            sources.put(column, source);
            decided.put(column, Classified.of(column, decide(source).orElse(UNDECIDED)));
        });
        return new Known(Collections.unmodifiableMap(decided), Map.copyOf(sources));
    }

    private static Column source(Column column, Set<Column> all) {
        var name = column.name();
        var names = Stream.concat(
                DERIVED.stream().filter(name::endsWith).map(end -> name.substring(0, name.length() - end.length())),
                name.startsWith(FURTHER) && name.endsWith("s")
                        ? Stream.of(name.substring(FURTHER.length(), name.length() - 1))
                        : Stream.<String>of());
        return names.map(source -> new Column(column.table(), source)).filter(all::contains).findFirst().orElse(column);
    }

    private Optional<ColumnRule> decide(Column column) {
        return rules.stream().filter(rule -> rule.isAbout(column.table(), column.name())).findFirst();
    }

    private static List<ColumnRule> rules() {
        try {
            return new ClassPathResource("audit/classification.txt").getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ColumnRule::parse)
                    .collect(Collectors.toUnmodifiableList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
