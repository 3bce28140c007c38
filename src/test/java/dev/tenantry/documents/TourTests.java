package dev.tenantry.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Documents;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The README's tour, and what guides show of it: calls are those of the script, answers those that the script gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TourTests extends ApiTest {

    private static final Path SCRIPT = Path.of("src/docs/tour.sh");
    private static final Pattern FENCED = Pattern.compile("(?m)^```(\\w+)\\n(.*?)\\n```$", Pattern.DOTALL);
    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern OF_THE_TOUR = Pattern.compile("(?m)^api |\\$BASE");

    /** What differs each time, and what the README has in its place. */
    private static final Map<String, String> DIFFERING = Map.of(
            "\"(id|[a-z]\\w*Id)\":(\"[^\"]*\"|\\d+)", "\"$1\":\"…\"",
            "\"(after|link)\":\"(?:[^\"\\\\]|\\\\.)*\"", "\"$1\":\"…\"",
            "\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"", "\"…\"",
            "\"instance\":\"(/[a-z0-9/]*[a-z])/\\d+\"", "\"instance\":\"$1/…\"");

    @TempDir
    private Path folder;

    private List<Call> calls = List.of();

    private record Call(String text, String answer) {}

    @Test
    void isWhatTheReadmeShows() throws Exception {
        var calls = run();
        var tour = tour(Documents.text(Documents.README));

        assertThat(tour).hasSizeGreaterThanOrEqualTo(15);
        assertAreMade(tour, calls);
        assertThat(tour).filteredOn(shown -> !shown.answer.isEmpty()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void isWhatTheGuidesShowOfIt() throws Exception {
        var calls = run();
        var shown = new ArrayList<Call>();
        for (var guide : Documents.guides()) {
            var all = shownBy(Documents.text(guide));
            shown.addAll(all.stream().filter(call -> OF_THE_TOUR.matcher(call.text).find()).toList());
        }

        assertThat(shown).hasSizeGreaterThanOrEqualTo(10);
        assertAreMade(shown, calls);
    }

    @Test
    void isWhatAReaderSeesWhoMakesTheReadmesCallsAlone() throws Exception {
        var script = Files.readString(SCRIPT);
        var tour = tour(Documents.text(Documents.README));
        var alone = folder.resolve("tour.sh");
        var calls = tour.stream().map(call -> "run <<'CALL'\n" + call.text + "\nCALL\n").toList();
        Files.writeString(alone, script.substring(0, script.indexOf("\necho '# ")) + "\n" + String.join("\n", calls));

        var answers = run(alone).stream().map(call -> normal(call.answer)).toList();

        for (var index = 0; index < tour.size(); index++) {
            if (!tour.get(index).answer.isEmpty()) {
                assertThat(answers.get(index)).isEqualTo(normal(tour.get(index).answer));
            }
        }
    }

    @Test
    void goesWrongOnlyWhereItShowsWhatGoesWrong() throws Exception {
        var problems = run().stream()
                .map(Call::answer)
                .filter(answer -> answer.contains("\"/problems/") || answer.contains("\"error_code\""))
                .map(answer -> JSON.readTree(answer).at("/code").asString());

        assertThat(problems).containsExactly("stale", "validation", "not-found");
    }

    @Test
    void endsWithWhatASuperAdminSees() throws Exception {
        assertThat(run().getLast().answer).contains("@example.com", "\"results\"");
    }

    /** Once for all tests. */
    private List<Call> run() throws IOException, InterruptedException {
        if (calls.isEmpty()) {
            calls = run(SCRIPT);
        }
        return calls;
    }

    private List<Call> run(Path file) throws IOException, InterruptedException {
        assumeTrue(isThere("sh") && isThere("curl"), "sh and curl are there");
        var admin = people.signUp();
        People.promote(admin.userId());
        var output = folder.resolve("output").toFile();
        var process = new ProcessBuilder("sh", file.toAbsolutePath().toString(), "http://localhost:" + port())
                .redirectErrorStream(true)
                .redirectOutput(output);
        process.environment().putAll(Map.of("ADMIN_EMAIL", admin.email(), "ADMIN_PASSWORD", admin.password()));
        var script = process.start();
        var ended = script.waitFor(3, TimeUnit.MINUTES);
        script.destroyForcibly();
        var text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        assertThat(ended).as(text).isTrue();
        return calls(text);
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, program.equals("sh") ? "-c" : "--version", ":")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** A call begins with a dollar sign, goes on with an angle, and is answered up to the next blank line. */
    private static List<Call> calls(String output) {
        var calls = new ArrayList<Call>();
        for (var paragraph : output.split("\n\n")) {
            var text = new ArrayList<String>();
            var answer = new ArrayList<String>();
            paragraph.lines().filter(line -> !line.startsWith("# ")).forEach(line -> {
                var isCall = line.startsWith("$ ") || line.startsWith("> ");
                (isCall ? text : answer).add(isCall ? line.substring(2) : line);
            });
            if (!text.isEmpty()) {
                calls.add(new Call(String.join("\n", text), String.join("\n", answer)));
            }
        }
        return calls;
    }

    private static void assertAreMade(List<Call> shown, List<Call> made) {
        assertThat(shown).extracting(Call::text).isSubsetOf(made.stream().map(Call::text).toList());
        for (var one : shown) {
            var call = made.stream().filter(other -> other.text.equals(one.text)).findFirst().orElseThrow();
            if (!one.answer.isEmpty()) {
                assertThat(normal(call.answer)).as(one.text).isEqualTo(normal(one.answer));
            }
        }
    }

    private static List<Call> tour(String readme) {
        var start = readme.indexOf("\n## Tour\n");
        return shownBy(readme.substring(start, readme.indexOf("\n## ", start + 1)));
    }

    /** An answer stands right behind its call. */
    private static List<Call> shownBy(String text) {
        var shown = new ArrayList<Call>();
        var end = 0;
        for (var block : FENCED.matcher(text).results().toList()) {
            if (block.group(1).equals("sh")) {
                shown.add(new Call(block.group(2), ""));
                end = block.end();
            } else if (!shown.isEmpty() && text.substring(end, block.start()).isBlank()) {
                shown.add(new Call(shown.removeLast().text, block.group(2)));
            }
        }
        return shown;
    }

    private static String normal(String answer) {
        var text = oneLine(answer);
        for (var differing : DIFFERING.entrySet()) {
            text = text.replaceAll(differing.getKey(), differing.getValue());
        }
        return text;
    }

    /** The README breaks long lines. */
    private static String oneLine(String answer) {
        try {
            return JSON.readTree(answer).toString();
        } catch (JacksonException _) {
            return answer.strip();
        }
    }
}
