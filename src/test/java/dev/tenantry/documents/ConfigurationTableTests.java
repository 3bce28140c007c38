package dev.tenantry.documents;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The guide to configuration, its table, against the properties that there are. */
class ConfigurationTableTests {

    private static final Path GUIDE = Path.of("src/docs/guides/configuration.md");
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Pattern CODE = Pattern.compile("`([A-Z_]+)`");
    private static final Pattern READ_DIRECTLY = Pattern
            .compile("(?:getProperty\\(\\s*\"|\\$\\{)(tenantry\\.[a-z.-]+)");

    /** Default values by environment variable; blank where there is none. */
    private final Map<String, String> existing = existing();
    private final Map<String, String> told = told(Files.readAllLines(GUIDE), existing);

    ConfigurationTableTests() throws IOException {}

    @Test
    void namesEveryPropertyOfOurOwn() {
        var ours = existing.keySet().stream().filter(variable -> variable.startsWith("TENANTRY_"));

        assertThat(told.keySet()).containsAll(ours.toList());
    }

    @Test
    void namesNothingThatDoesNotExist() {
        assertThat(existing.keySet()).containsAll(told.keySet());
    }

    @Test
    void tellsTheTrueDefaults() {
        assertThat(told).allSatisfy(
                (variable, value) -> assertThat(value).as(variable).isEqualTo(existing.get(variable)));
    }

    @Test
    void knowsWhatIsReadWithoutAConfigurationClass() throws IOException {
        var read = new TreeSet<String>();
        try (var files = Stream.concat(Files.walk(Path.of("src/main/java")),
                Stream.of(Path.of("src/main/resources/application.yaml")))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                READ_DIRECTLY.matcher(Files.readString(file)).results().forEach(found -> read.add(found.group(1)));
            }
        }

        assertThat(read).contains("tenantry.secret", "tenantry.log.format");
        assertThat(existing.keySet()).containsAll(read.stream().map(ConfigurationTableTests::variable).toList());
    }

    @Test
    void findsWhatIsWrongInATable() {
        var table = List.of("| variable | default | |", "|---|---|---|",
                "| `TENANTRY_IDENTITY_LOCK_AFTER`, `_LOCK_FOR` | 6, 15m | |",
                "| `TENANTRY_NO_SUCH_THING` | | |", "");

        assertThat(told(table, existing)).containsExactly(Map.entry("TENANTRY_IDENTITY_LOCK_AFTER", "6"),
                Map.entry("TENANTRY_IDENTITY_LOCK_FOR", "15m"), Map.entry("TENANTRY_NO_SUCH_THING", ""));
    }

    private static Map<String, String> existing() throws IOException {
        var defaults = new TreeMap<String, String>();
        var loader = ConfigurationTableTests.class.getClassLoader();
        for (var metadata : (Iterable<URL>) loader.resources(METADATA)::iterator) {
            try (var stream = metadata.openStream()) {
                for (JsonNode property : new JsonMapper().readTree(stream).at("/properties")) {
                    defaults.put(variable(property.at("/name").asString()), text(property.at("/defaultValue")));
                }
            }
        }
        for (PropertySource<?> source : new YamlPropertySourceLoader().load("application",
                new ClassPathResource("application.yaml"))) {
            defaults.replaceAll((variable, value) -> {
                var set = source.getProperty(variable.toLowerCase(Locale.ROOT).replace('_', '.'));
                return set == null ? value : set.toString();
            });
        }
        return defaults;
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString("");
    }

    private static String variable(String property) {
        return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> told(List<String> lines, Map<String, String> existing) {
        var told = new LinkedHashMap<String, String>();
        var start = lines.indexOf("| variable | default | |");
        assertThat(start).as("the table's head").isNotNegative();
        for (var line : lines.subList(start + 2, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            var cells = line.split("\\|", -1);
            var variables = variables(cells[1], existing);
            var values = cells[2].strip().isEmpty() ? List.of("") : List.of(cells[2].strip().split(", "));
            for (var index = 0; index < variables.size(); index++) {
                var value = values.size() == 1 && values.getFirst().isEmpty() ? "" : values.get(index);
                told.put(variables.get(index), value.equals("none") ? "" : value.replace("`", ""));
            }
        }
        return told;
    }

    /** Where several share a row, the later ones begin with the underscore after what they have in common. */
    private static List<String> variables(String cell, Map<String, String> existing) {
        var variables = new ArrayList<String>();
        CODE.matcher(cell).results().map(found -> found.group(1)).forEach(name -> {
            if (!name.startsWith("_")) {
                variables.add(name);
                return;
            }
            var whole = variables.getFirst();
            while (!existing.containsKey(whole + name) && whole.contains("_")) {
                whole = whole.substring(0, whole.lastIndexOf('_'));
            }
            variables.add(whole + name);
        });
        return variables;
    }
}
