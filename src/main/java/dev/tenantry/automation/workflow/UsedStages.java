package dev.tenantry.automation.workflow;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.record.StageUses;

/** Workflows that compare with a stage, put deals into it, or have it in a filter or an expression. */
@Component
class UsedStages implements StageUses {

    private static final String NAMED = """
            exists (select from unnest(cast(? as text[])) as n (name) cross join lateral (select app.fold(n.name)) as s (form)
                where exists (select from jsonb_path_query(d.document, '$.** ? (@.field like_regex "(^|[.])stage$").value[*]') as t (named)
                        where app.fold(t.named #>> '{}') = s.form)
                    or exists (select from jsonb_path_query(d.document, '$.**.stage') as t (named) where app.fold(t.named #>> '{}') = s.form)
                    or exists (select from (select jsonb_path_query(d.document, '$.**.filter') union all select jsonb_path_query(d.document, '$.**.expression')) as t (said)
                        where jsonb_typeof(t.said) = 'string' and strpos(t.said #>> '{}', 'stage') > 0
                            and strpos(app.fold(t.said #>> '{}'), s.form) > 0))""";

    private final DocumentUses uses;

    UsedStages(DocumentUses uses) {
        this.uses = uses;
    }

    @Override
    public List<WorkflowUse> of(Collection<String> names, int most) {
        return uses.where(NAMED, Collections.singletonList(names.toArray(String[]::new)), most);
    }
}
