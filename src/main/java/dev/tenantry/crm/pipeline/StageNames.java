package dev.tenantry.crm.pipeline;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.text.Folding;

/**
 * What stages are called, which the deals in them state as well. A stage is renamed in one statement with its deals: the foreign key
 * between them is looked at when that has ended.
 */
@Component
class StageNames {

    private static final String RENAME = """
            with renamed as (update pipeline_stages set name = :to where organization_id = app.org_id() and id = :id)
            update opportunities set stage = :to, version = version + :changes
            where organization_id = app.org_id() and pipeline_id = :pipeline and stage = :from""";

    private static final String ELSEWHERE = """
            select name_key from pipeline_stages where organization_id = app.org_id() and pipeline_id <> ?""";

    private final JdbcClient jdbc;

    private final Folding folding;
    private final ObjectProvider<StageReferences> references;

    /** @param references asked then: some of them ask for stages themselves */
    StageNames(JdbcClient jdbc, Folding folding, ObjectProvider<StageReferences> references) {
        this.jdbc = jdbc;
        this.folding = folding;
        this.references = references;
    }

    /** From here on none comes into the stage until the end of the transaction. */
    long countDeals(Stage stage) {
        lock(stage);
        return jdbc.sql("""
                select count(*) from opportunities
                where organization_id = app.org_id() and pipeline_id = :pipeline and stage = :stage""")
                .param("pipeline", stage.getPipelineId())
                .param("stage", stage.getName())
                .query(Long.class)
                .single();
    }

    /** @return what the stage is called for the time being */
    String makeRoom(Stage stage) {
        var room = UUID.randomUUID().toString();
        rename(stage, stage.getName(), room, 0);
        return room;
    }

    /** Its deals are shown with another stage's name from here on, and so have another version. */
    void rename(Stage stage, String from, String to) {
        rename(stage, from, to, 1);
    }

    /** All that names stages of the pipeline besides says it as they are called now. @param names by those before */
    void tell(Long pipeline, Map<String, String> names) {
        if (!names.isEmpty()) {
            var renaming = renaming(pipeline, names);
            references.forEach(reference -> reference.rename(renaming));
        }
    }

    /** What names stages of the pipeline besides deals and workflows, in words; no more than are worth telling, and one. */
    List<String> naming(Long pipeline, Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        var going = new HashMap<String, String>();
        names.forEach(name -> going.put(name, UUID.randomUUID().toString()));
        var renaming = renaming(pipeline, going);
        return references.stream()
                .flatMap(reference -> reference.naming(renaming).stream())
                .limit(StageReferences.MOST)
                .toList();
    }

    private StageRenaming renaming(Long pipeline, Map<String, String> names) {
        var forms = folding.of(names.keySet());
        var folded = new HashMap<String, String>();
        names.forEach((from, to) -> folded.put(forms.getOrDefault(from, from), to));
        var isDefault = jdbc.sql("select is_default from pipelines where organization_id = app.org_id() and id = ?")
                .param(pipeline)
                .query(Boolean.class)
                .single();
        var elsewhere = Set.copyOf(jdbc.sql(ELSEWHERE).param(pipeline).query(String.class).list());
        return new StageRenaming(pipeline, isDefault, folded, elsewhere, folding);
    }

    private void rename(Stage stage, String from, String to, int changes) {
        lock(stage);
        jdbc.sql(RENAME)
                .param("id", stage.getId())
                .param("pipeline", stage.getPipelineId())
                .param("from", from)
                .param("to", to)
                .param("changes", changes)
                .update();
    }

    /** In a statement of its own: the next one sees the deals that came into it until then. */
    private void lock(Stage stage) {
        jdbc.sql("select id from pipeline_stages where organization_id = app.org_id() and id = ? for update")
                .param(stage.getId())
                .query(Long.class)
                .single();
    }
}
