package dev.tenantry.automation.definition;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentDiffTests {

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void tellsStepsByTheirIds() {
        var diff = diff(
                """
                {"trigger":{"type":"event","event":"contact.created"},"steps":[
                    {"id":"a","type":"delay","config":{"duration":"PT1S"}},{"id":"b","type":"stop","config":{}},
                    {"id":"c","type":"create_task","config":{"title":"x","tags":[1,2]}},{"id":"d","type":"stop","config":{}}]}""",
                """
                        {"trigger":{"type":"event","event":"contact.changed"},"variables":{"limit":"number"},"steps":[
                            {"id":"new","type":"stop","config":{}},{"id":"c","type":"create_task","config":{"title":"y","tags":[1],"dueIn":null}},
                            {"id":"a","type":"delay","config":{"duration":"PT1S"}},{"id":"b","type":"stop","config":{}}]}""");

        assertThat(json.writeValueAsString(diff)).isEqualTo("""
                {"document":[{"path":"trigger.event","before":"contact.created","after":"contact.changed"},\
                {"path":"variables","before":null,"after":{"limit":"number"}}],\
                "added":[{"id":"new","type":"stop","name":null,"index":0}],"removed":[{"id":"d","type":"stop","name":null,"index":3}],\
                "moved":[{"id":"c","before":2,"after":1}],\
                "changed":[{"id":"c","changes":[{"path":"config.title","before":"x","after":"y"},{"path":"config.tags[1]","before":2,"after":null},\
                {"path":"config.dueIn","before":null,"after":null}]}]}""");
    }

    @Test
    void tellsNothingOfTheSame() {
        var document = "{\"trigger\":{\"type\":\"manual\"},\"steps\":[{\"type\":\"stop\",\"config\":{}}]}";

        assertThat(diff(document, document)).extracting(DocumentDiff::document, DocumentDiff::added,
                DocumentDiff::removed, DocumentDiff::moved, DocumentDiff::changed)
                .allSatisfy(
                        part -> assertThat(part).asList().isEmpty());
    }

    private DocumentDiff diff(String before, String after) {
        return DocumentDiff.of(json.readTree(before), json.readTree(after));
    }
}
