package dev.tenantry.audit.classification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    /** From which other columns of the row a column is generated. */
    private static final String GENERATED = """
            select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as table_name, a.attname as column_name, s.attname as source_name
            from pg_attrdef g join pg_attribute a on a.attrelid = g.adrelid and a.attnum = g.adnum and a.attgenerated <> ''
            join pg_class c on c.oid = g.adrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = g.oid and d.refclassid = 'pg_class'::regclass and d.refobjid = g.adrelid
            join pg_attribute s on s.attrelid = d.refobjid and s.attnum = d.refobjsubid and s.attnum <> a.attnum
            where n.nspname in ('public', 'auth', 'app') and c.relkind in ('r', 'p') and not c.relispartition""";
    /** Of what no line is about: nobody has looked at it. */
    private static final ColumnRule UNDECIDED = ColumnRule.parse("restricted: *: *: Undecided");

    /** What is made of another column's values, or has further ones of the same: {@code email_key}, {@code phone_e164}, {@code other_emails}. */
    private static final List<String> DERIVED = List.of("_key", "_keys", "_e164");
    private static final String FURTHER = "other_";

    private final RolePool worker;
    private final List<ColumnRule> rules = lines().filter(line -> !HeldColumns.isOne(line))
            .map(ColumnRule::parse)
            .toList();
    private final List<HeldColumns> held = lines().filter(HeldColumns::isOne).map(HeldColumns::parse).toList();
    private volatile @Nullable Known known;

    /**
     * @param sources of columns that are derived from others
     * @param parts   whose values are in columns that have others besides
     */
    private record Known(
            Map<Column, Classified> columns,
            Map<Column, Column> sources,
            Map<Column, Set<Column>> parts) {}

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

    /** Whose values the column has, too, beside others: what it is generated from, and what is said to be in it. */
    Set<Column> parts(Column column) {
        return known().parts.getOrDefault(column, Set.of());
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
        return new Known(Collections.unmodifiableMap(decided), Map.copyOf(sources), parts(found, sources));
    }

    /** With the parts of parts. */
    private Map<Column, Set<Column>> parts(Set<Column> all, Map<Column, Column> sources) {
        var direct = new HashMap<Column, Set<Column>>();
        worker.jdbc()
                .sql(GENERATED)
                .query(row -> {
                    direct.computeIfAbsent(new Column(row.getString(1), row.getString(2)), _ -> new HashSet<>())
                            .add(new Column(row.getString(1), row.getString(3)));
                });
        for (var column : all) {
            for (var line : held) {
                line.of(column, all).forEach(part -> direct.computeIfAbsent(column, _ -> new HashSet<>()).add(part));
            }
        }
        var parts = new HashMap<Column, Set<Column>>();
        direct.keySet().forEach(column -> {
            var reached = new HashSet<Column>();
            reach(column, direct, sources, reached);
            reached.remove(column);
            parts.put(column, Set.copyOf(reached));
        });
        return Map.copyOf(parts);
    }

    private static void reach(Column column, Map<Column, Set<Column>> direct, Map<Column, Column> sources,
            Set<Column> reached) {
        for (var part : direct.getOrDefault(column, Set.of())) {
            if (reached.add(part)) {
                reached.add(sources.getOrDefault(part, part));
                reach(part, direct, sources, reached);
            }
        }
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

    private static Stream<String> lines() {
        try {
            return new ClassPathResource("audit/classification.txt").getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
