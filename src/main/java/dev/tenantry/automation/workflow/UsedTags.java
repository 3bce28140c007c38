package dev.tenantry.automation.workflow;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.record.TagUses;

/** Workflows that filters or conditions have compare with a tag, by its id, or whose steps name it. */
@Component
class UsedTags implements TagUses {

    private static final String NAMED = """
            jsonb_path_exists(d.document, '$.** ? (@.field == "trigger.tagId" || @.field == "tags").value ? (@ == $id)', jsonb_build_object('id', ?::text))
            or exists (select from jsonb_path_query(d.document, '$.** ? (@.type == "add_tag" || @.type == "remove_tag").config.tag') as t (name)
                where app.fold(t.name #>> '{}') = app.fold(?::text))""";

    private final DocumentUses uses;

    UsedTags(DocumentUses uses) {
        this.uses = uses;
    }

    @Override
    public List<WorkflowUse> of(Long tag, String name, int most) {
        return uses.where(NAMED, List.of(tag.toString(), name), most);
    }
}
