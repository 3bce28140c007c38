package dev.tenantry.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Documents;

import static org.assertj.core.api.Assertions.assertThat;

/** The guides: that they are led to, lead somewhere, and name calls that there are. */
class GuideTests extends ApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^```json\\n(.*?)\\n```$", Pattern.DOTALL);
    private static final Pattern CALL = Pattern
            .compile("`(?:(GET|POST|PUT|PATCH|DELETE) )?(/(?:api/v1|admin|auth/v1)/[^`\\s?]+)(?:\\?[^`]*)?`");
    /** A prefix. */
    private static final Pattern NO_CALL = Pattern.compile("/auth/v1/admin");

    @Test
    void areLedToByTheReadme() throws IOException {
        var readme = Documents.text(Documents.README);

        assertThat(Documents.guides()).hasSizeGreaterThan(15)
                .allSatisfy(guide -> assertThat(readme).contains("](" + guide + ")"));
    }

    @Test
    void leadToWhatThereIs() throws IOException {
        for (var file : pages()) {
            var folder = file.toAbsolutePath().getParent();
            assertThat(LINK.matcher(Documents.text(file)).results().map(link -> link.group(1)))
                    .filteredOn(link -> !link.startsWith("http"))
                    .allSatisfy(link -> assertThat(isThere(file, folder, link)).as("%s in %s", link, file).isTrue());
        }
    }

    @Test
    void showJsonThatCanBeRead() throws IOException {
        for (var guide : Documents.guides()) {
            assertThat(EXAMPLE.matcher(Documents.text(guide)).results().map(example -> example.group(1)))
                    .allSatisfy(example -> assertThat(JSON.readTree(example).isObject()).as(example).isTrue());
        }
    }

    @Test
    void nameCallsThatThereAre() throws IOException {
        var calls = calls(people.signUp().api().get("/openapi.json").json());
        var unknown = new TreeSet<String>();
        for (var guide : Documents.all()) {
            CALL.matcher(Documents.text(guide))
                    .results()
                    .filter(call -> !NO_CALL.matcher(call.group(2)).lookingAt())
                    .filter(call -> calls.stream().noneMatch(known -> isThat(call, known)))
                    .map(call -> call.group() + " in " + guide)
                    .forEach(unknown::add);
        }

        assertThat(unknown).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<>(Documents.all());
        pages.addAll(List.of(Path.of("src/docs/adding.md"), Path.of("db/README.md")));
        try (var decisions = Files.list(Path.of("src/docs/decisions"))) {
            decisions.forEach(pages::add);
        }
        return pages;
    }

    private static boolean isThere(Path file, Path folder, String link) {
        var place = link.indexOf('#');
        var target = place == 0 ? file : folder.resolve(place < 0 ? link : link.substring(0, place)).normalize();
        return Files.exists(target) && (place < 0 || headings(target).contains(link.substring(place + 1)));
    }

    /** As they are named in links. */
    private static Set<String> headings(Path file) {
        return HEADING.matcher(Documents.text(file))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", ""))
                .map(heading -> heading.replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Each as its method and a pattern of its paths. */
    private static Set<String> calls(JsonNode document) {
        return document.at("/paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyNames()
                        .stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toSet());
    }

    private static boolean isThat(MatchResult call, String known) {
        var method = call.group(1);
        var path = known.substring(known.indexOf(' ') + 1);
        var pattern = Stream.of(path.split("/", -1))
                .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining("/"));
        return (method == null || known.startsWith(method + " ")) && call.group(2).matches(pattern);
    }
}
