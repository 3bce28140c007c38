package dev.tenantry.crm.pipeline;

import java.util.List;
import java.util.Objects;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.StageUses;
import dev.tenantry.shared.text.Folding;

/** Keeps stages from being called otherwise that workflows name: what runs carry out is not changed beneath them. */
@Component
class StagesInUse {

    private final ObjectProvider<StageUses> uses;
    private final Folding folding;

    /** @param uses asked then: who goes by stages knows those itself */
    StagesInUse(ObjectProvider<StageUses> uses, Folding folding) {
        this.uses = uses;
        this.folding = folding;
    }

    /** @throws ProblemException 409 that names the workflows, as far as the caller may know */
    void demandUnused(List<Stage> present, List<PipelineRequest.StageRequest> wanted) {
        var renamed = present.stream().filter(stage -> isRenamed(stage, wanted)).map(Stage::getName).toList();
        var using = renamed.isEmpty() ? List.<WorkflowUse>of() : uses.getObject().of(renamed, WorkflowUse.MOST);
        if (!using.isEmpty()) {
            throw ProblemException.conflict("workflows name the stages that are renamed (" + String.join(", ", renamed)
                    + "), as they are, by their drafts or by runs that have not ended" + WorkflowUse.told(": ", using)
                    + ": have them go by the new names, too, and rename with evenIfUsed=true; by the former ones they find nothing then");
        }
    }

    private boolean isRenamed(Stage stage, List<PipelineRequest.StageRequest> wanted) {
        return wanted.stream()
                .anyMatch(request -> stage.getId().equals(request.id())
                        && !Objects.equals(folding.of(stage.getName()), folding.of(request.name())));
    }
}
