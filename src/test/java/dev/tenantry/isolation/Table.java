package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A table as the catalog knows it.
 *
 * @param name       with its schema
 * @param scope      whose rows it has: {@code organization}, {@code member}, {@code person}, {@code platform}
 * @param keyColumn  what tells the tenant or the person
 * @param ownColumn  what tells whose own a row is among the tenant's; null where all are the tenant's
 * @param readersColumn which members see a row among the tenant's, an array; null where all do
 * @param primaryKey its columns
 * @param granted    what the application's role may do
 */
record Table(
        String name,
        String scope,
        String keyColumn,
        @Nullable String ownColumn,
        @Nullable String readersColumn,
        List<Column> columns,
        List<String> primaryKey,
        List<ForeignKey> foreignKeys,
        List<Rule> rules,
        Set<String> granted) {

    /**
     * A column that can be written.
     *
     * @param choices what a CHECK limits it to; empty where nothing does
     */
    record Column(
            String name,
            String type,
            boolean notNull,
            boolean hasDefault,
            boolean isIdentity,
            List<String> choices) {}

    record ForeignKey(String name, String target, List<String> columns, List<String> targetColumns) {}

    /** A constraint or unique index and the columns that it speaks of. */
    record Rule(String name, List<String> columns) {}

    private static final Pattern CHOICES = Pattern.compile("= ANY \\(+ARRAY\\[(.+?)]");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");

    /** All tables but internal ones, each after those that it refers to. */
    static List<Table> all(Sql sql) {
        var tables = sql.query("select * from scope where scope <> 'internal' order by name",
                row -> read(sql, row.getLong("oid"), row.getString("name"), row.getString("scope"),
                        row.getString("key_column"), row.getString("own_column"), row.getString("readers_column")));
        var sorted = new ArrayList<Table>();
        while (sorted.size() < tables.size()) {
            var placed = sorted.stream().map(Table::name).collect(Collectors.toSet());
            var next = tables.stream().filter(t -> !placed.contains(t.name) && t.refersOnlyTo(placed)).toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("foreign keys in a circle among the tables other than " + placed);
            }
            sorted.addAll(next);
        }
        return sorted;
    }

    boolean mayApplication(String privilege) {
        return granted.contains(privilege);
    }

    /** Whether the application gets at rows that are there. */
    boolean isReached() {
        return granted.stream().anyMatch(List.of("SELECT", "UPDATE", "DELETE")::contains);
    }

    /** Whether the application reaches it, in a tenant's or a person's name. */
    boolean isScoped() {
        return List.of("organization", "member", "person").contains(scope) && !granted.isEmpty();
    }

    /** Whether its rows are a tenant's, one member's of it or all its members'. */
    boolean isTenants() {
        return List.of("organization", "member").contains(scope);
    }

    /** Whether it is for signing in. */
    boolean isIdentity() {
        return name.startsWith("auth.");
    }

    /** Whether colleagues do not share its rows. */
    boolean isPersonal() {
        return List.of("member", "person").contains(scope);
    }

    /** Whether it has rows that colleagues do not share. */
    boolean hasOwn() {
        return isPersonal() || ownColumn != null || readersColumn != null;
    }

    /** The column that tells whose a row is; null where none does. */
    @Nullable
    String owner() {
        return isIdentity()
                ? has("user_id") ? "user_id" : name.equals("auth.users") ? "id" : null
                : scope.equals("platform") ? null : keyColumn;
    }

    boolean has(String column) {
        return columns.stream().anyMatch(c -> c.name.equals(column));
    }

    Column column(String name) {
        return columns.stream().filter(c -> c.name.equals(name)).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }

    private boolean refersOnlyTo(Set<String> placed) {
        return foreignKeys.stream().allMatch(key -> key.target.equals(name) || placed.contains(key.target));
    }

    private static Table read(Sql sql, long oid, String name, String scope, String keyColumn,
            @Nullable String ownColumn, @Nullable String readersColumn) {
        var checks = sql.query("""
                select (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey)),
                       pg_get_constraintdef(c.oid), c.conname
                from pg_constraint c where c.contype = 'c' and c.conrelid = ?""",
                row -> new Check(texts(row.getArray(1)), row.getString(2), row.getString(3)), oid);
        var columns = sql.query("""
                select c.name, c.type, c.attnotnull, a.atthasdef, a.attidentity <> ''
                from our_column c join pg_attribute a on a.attrelid = c.relation and a.attnum = c.attnum
                where c.attgenerated = '' and c.relation = ? order by c.attnum""",
                row -> new Column(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4),
                        row.getBoolean(5), choices(row.getString(1), checks)),
                oid);
        var uniques = sql.query("select name::text, columns from unique_key where relation = ?",
                row -> new Rule(row.getString(1), texts(row.getArray(2))), oid);
        var rules = new ArrayList<>(uniques);
        checks.forEach(check -> rules.add(new Rule(check.name, check.columns)));
        return new Table(name, scope, keyColumn, ownColumn, readersColumn, columns,
                sql.query("select columns from unique_key where is_primary and relation = ?",
                        row -> texts(row.getArray(1)), oid).getFirst(),
                sql.query("select name, target_name, columns, target_columns from foreign_key where relation = ?",
                        row -> new ForeignKey(row.getString(1), row.getString(2), texts(row.getArray(3)),
                                texts(row.getArray(4))),
                        oid),
                rules, new LinkedHashSet<>(sql.texts(
                        "select privilege from privilege where relation = ? and role = 'tenantry_app'", oid)));
    }

    private record Check(List<String> columns, String definition, String name) {}

    private static List<String> choices(String column, List<Check> checks) {
        return checks.stream()
                .filter(check -> check.columns.equals(List.of(column)))
                .flatMap(check -> CHOICES.matcher(check.definition).results())
                .flatMap(list -> QUOTED.matcher(list.group(1)).results())
                .map(value -> value.group(1).replace("''", "'"))
                .toList();
    }

    private static List<String> texts(java.sql.Array array) throws java.sql.SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
