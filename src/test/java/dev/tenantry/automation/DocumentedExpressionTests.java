package dev.tenantry.automation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.journal.EventTypes;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Documents;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents say of expressions and paths, workflows take. */
class DocumentedExpressionTests extends ApiTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern PATH = Pattern
            .compile("(?<![\\w./-])(contact|company|opportunity)(\\.[a-z][a-zA-Z]*)+");
    private static final String FUNCTION = "\\.(trim|lower|upper|endsWith|startsWith|matches)$";
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private EventTypes events;

    private Workflows workflows;

    @BeforeEach
    void somebody() {
        workflows = Workflows.of(people.signUp().api());
    }

    @Test
    void everyExampleOfAnExpressionIsTaken() throws IOException {
        var examples = JSON.readTree(Files.readString(RESOURCES.resolve("automation/workflow.schema.json")))
                .at("/$defs/expression/examples");
        assertThat(examples.size()).isPositive();

        for (var example : examples) {
            var steps = "[{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}},{\"type\":\"condition\",\"config\":{\"onFalse\":\"end\",\"expression\":"
                    + example + "}}]";
            assertThat(workflows.create("{\"type\":\"manual\"}", steps).status()).as(example.asString()).isEqualTo(201);
        }
    }

    @Test
    void everyPathOfARecordIsKnown() throws IOException {
        var paths = new TreeSet<String>();
        var texts = new ArrayList<>(Documents.all());
        texts.add(RESOURCES.resolve("automation/workflow.schema.json"));
        texts.add(RESOURCES.resolve("dev/tenantry/operations/descriptions.properties"));
        for (var text : texts) {
            PATH.matcher(Files.readString(text))
                    .results()
                    .map(one -> one.group().replaceFirst(FUNCTION, ""))
                    .filter(path -> events.find(path).isEmpty())
                    .forEach(paths::add);
        }
        assertThat(paths).contains("contact.jobTitle", "opportunity.amount.amount");

        var steps = paths.stream()
                .map(path -> "{\"type\":\"create_task\",\"config\":{\"title\":\"{{" + path + "}}\"}}")
                .collect(Collectors.joining(",", "[", "]"));

        var created = workflows.create("{\"type\":\"manual\"}", steps);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
    }
}
