package dev.tenantry.operations.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The recipes for whoever adds something name classes, tests and files that there are. */
class RecipeTests {

    private static final Path RECIPES = Path.of("src/docs/adding.md");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z][a-z]+(?:[A-Z][a-z0-9]+)+\\b");
    private static final Pattern FILE = Pattern.compile("(?:…|src|db|decisions)/[\\w./-]+");
    /** What is to be added in the examples, and a reader's libraries. */
    private static final Pattern EXAMPLE = Pattern
            .compile("Asset.*|NameAction|MapStruct|ConfigurationProperties|DefaultValue"
                    + "|EnableConfigurationProperties|RequestMapping|NullMarked|JdbcClient|JsonFormat|EnumType|BigDecimal|LocalDate|WorkflowDates?");

    @Test
    void nameClassesThatThereAre() throws IOException {
        var known = classes();

        assertThat(named(TYPE).filter(type -> !EXAMPLE.matcher(type).matches())).hasSizeGreaterThan(40)
                .isSubsetOf(known);
    }

    @Test
    void nameFilesThatThereAre() throws IOException {
        assertThat(named(FILE).map(name -> name.replaceFirst("^…", "src/main/java/dev/tenantry")
                .replaceFirst("^decisions", "src/docs/decisions")).map(Path::of)).hasSizeGreaterThan(5)
                .allSatisfy(file -> assertThat(file).exists());
    }

    private static Stream<String> named(Pattern what) throws IOException {
        return CODE.matcher(Files.readString(RECIPES))
                .results()
                .map(code -> code.group(1))
                // A place for a name, not one.
                .filter(code -> !code.contains("<") && !code.contains("Asset"))
                .flatMap(code -> what.matcher(code).results().map(found -> found.group()))
                .distinct();
    }

    private static Set<String> classes() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
