package dev.tenantry.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Part 1, in the sources: what a tenant's request sends to the server names the tenant's key, so that it would be understood by a database
 * that is distributed by it, and held to the tenant by an index and not by row security alone.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantKeyTests {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern LITERAL = Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"",
            Pattern.DOTALL);
    private static final Pattern VERB = Pattern.compile("\\b(select|update|delete|insert|with|merge)\\b");
    private static final Pattern KEY = Pattern.compile("organization_id\\s*=\\s*(app\\.org_id\\(\\)|:organization|\\?)"
            + "|\\bid = app\\.org_id\\(\\)|(values|select)\\s*\\(?\\s*app\\.org_id\\(\\)");
    /** Works as another role than the one that serves requests: across tenants, or before there is one. */
    private static final String OTHER_ROLE = "RolePool";
    /** Reads of all organizations, or of those that are told. */
    private static final String OF_SOME = "AccessRuleSource";
    /** The condition follows where it is used. */
    private static final List<String> BEGINNINGS = List.of(
            "select r.id, r.name, r.slug, r.is_system, r.is_active from roles r");

    private Pattern reaching = Pattern.compile("");

    /** A text in a source, with what is added to it at once. */
    private record Text(String file, String text) {}

    @BeforeAll
    void open() throws SQLException {
        var sql = new Sql(TestDatabase.server().connectAsSuperuser());
        Invariant.defineTerms(sql);
        reaching = Pattern.compile("\\b(from|join|update|into|using)\\s+(public\\.)?("
                + String.join("|", sql.texts("select short_name from scope where is_tenants")) + ")\\b");
        sql.connection().close();
    }

    @Test
    void everyStatementNamesTheTenantsKey() {
        var statements = sources().filter(text -> isStatement(text.text)).toList();

        assertThat(statements).hasSizeGreaterThan(90);
        assertThat(statements.stream().filter(text -> !KEY.matcher(text.text).find()))
                .filteredOn(text -> !BEGINNINGS.contains(text.text))
                .isEmpty();
    }

    @Test
    void theContextIsSetInOnePlace() {
        assertThat(all(text -> text.text.contains("set_config('app."))).containsOnly("TenantSql.java");
    }

    @Test
    void nothingIsCopiedPastRowSecurity() {
        assertThat(all(text -> text.text.startsWith("copy "))).isEmpty();
    }

    private boolean isStatement(String text) {
        return VERB.matcher(text).find() && reaching.matcher(text).find();
    }

    private List<String> all(Predicate<Text> condition) {
        return sources().filter(condition).map(Text::file).distinct().toList();
    }

    private Stream<Text> sources() {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .map(TenantKeyTests::texts)
                    .flatMap(List::stream)
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Text> texts(Path path) {
        var source = read(path);
        if (source.contains(OTHER_ROLE) || source.contains(OF_SOME)) {
            return List.of();
        }
        var texts = new ArrayList<Text>();
        var text = new StringBuilder();
        var end = -1;
        for (var literal : (Iterable<MatchResult>) LITERAL.matcher(source).results()::iterator) {
            if (end >= 0 && !source.substring(end, literal.start()).matches("\\s*\\+\\s*")) {
                texts.add(new Text(String.valueOf(path.getFileName()), normal(text)));
                text.setLength(0);
            }
            text.append(literal.group(1) == null ? literal.group(2) : literal.group(1));
            end = literal.end();
        }
        texts.add(new Text(String.valueOf(path.getFileName()), normal(text)));
        return texts;
    }

    private static String normal(CharSequence text) {
        return text.toString().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
