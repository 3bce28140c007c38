package dev.tenantry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.Column;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.EntityType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What the code knows as an enum, the database knows as a check; a status besides says what it can become. */
class StatusTests extends ApiTest {

    private static final Pattern LITERAL = Pattern.compile("'([^']*)'::text");

    @Autowired
    private EntityManagerFactory entities;

    @Test
    void haveTheSameValuesInTheDatabase() {
        assertThat(enumerated()).isNotEmpty()
                .allSatisfy(field -> assertThat(checked(table(field), column(field))).as(field.toString())
                        .containsExactlyElementsOf(values(field.getType())));
    }

    @Test
    void sayWhatTheyCanBecome() {
        assertThat(enumerated().stream()
                .filter(field -> field.getType().getSimpleName().matches(".*(Status|State)"))
                .map(Field::getType)).isNotEmpty()
                .allSatisfy(status -> assertThat(status.getDeclaredMethods()).extracting("name")
                        .contains("canTransitionTo"));
    }

    /** Of some runs there are only so many at a time, by whichever way they come: whatever queues a run says whether it is one. */
    @Test
    void whateverQueuesARunKnowsOfItsSlot() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var queueing = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> text(file).contains("insert into workflow_run_queue"))
                    .toList();
            assertThat(queueing).hasSizeGreaterThan(3)
                    .allSatisfy(file -> assertThat(text(file)).as(file.toString()).contains("slot_key"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Statements are given them as parameters: what is renamed, or can no longer come about, is found by the compiler. */
    @Test
    void standInNoStatementOfTheirModules() throws IOException {
        var statuses = enumerated().stream()
                .map(Field::getType)
                .filter(type -> type.getSimpleName().endsWith("Status"))
                .filter(type -> type.getPackageName().matches(".*\\.(automation|integrations|notification)\\b.*"))
                .flatMap(type -> values(type).stream())
                .collect(Collectors.toSet());
        for (var module : List.of("automation", "integrations", "notification")) {
            try (var files = Files.walk(Path.of("src/main/java/dev/tenantry", module))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java"))).isNotEmpty()
                        .allSatisfy(file -> assertThat(Files.readString(file)).as(file.toString())
                                .doesNotContainPattern("'(" + String.join("|", statuses) + ")'"));
            }
        }
    }

    private List<Field> enumerated() {
        return entities.getMetamodel()
                .getEntities()
                .stream()
                .map(EntityType::getJavaType)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(Enumerated.class))
                .toList();
    }

    private static String table(Field field) {
        return field.getDeclaringClass().getAnnotation(Table.class).name();
    }

    private static String column(Field field) {
        var named = field.getAnnotation(Column.class);
        return named == null || named.name().isEmpty()
                ? field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : named.name();
    }

    private static TreeSet<String> values(Class<?> type) {
        var values = new TreeSet<String>();
        for (var constant : type.getEnumConstants()) {
            values.add(Stream.of(type.getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(EnumeratedValue.class))
                    .findFirst()
                    .map(field -> value(field, constant))
                    .orElse(((Enum<?>) constant).name()));
        }
        return values;
    }

    private static String value(Field field, Object constant) {
        try {
            field.setAccessible(true);
            return String.valueOf(field.get(constant));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the check of this column alone allows. */
    private static TreeSet<String> checked(String table, String column) {
        var allowed = new TreeSet<String>();
        for (var check : checks(table, column)) {
            LITERAL.matcher(check).results().forEach(literal -> allowed.add(literal.group(1)));
        }
        return allowed;
    }

    private static List<String> checks(String table, String column) {
        try (var connection = TestDatabase.server().connectAsSuperuser(); var query = connection.prepareStatement("""
                select pg_get_constraintdef(c.oid) from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
                where c.contype = 'c' and c.conrelid = to_regclass(?) and a.attname = ?""")) {
            query.setString(1, "public." + table);
            query.setString(2, column);
            var checks = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    checks.add(rows.getString(1));
                }
            }
            return checks;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
