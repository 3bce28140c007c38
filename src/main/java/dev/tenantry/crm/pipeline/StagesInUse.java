package dev.tenantry.crm.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.StageUses;
import dev.tenantry.shared.text.Folding;

/** Keeps stages from being called otherwise that workflows name, and from going that anything names: what is carried out is not changed beneath it. */
@Component
class StagesInUse {

    private final ObjectProvider<StageUses> uses;
    private final StageNames names;
    private final Folding folding;

    /** @param uses asked then: who goes by stages knows those itself */
    StagesInUse(ObjectProvider<StageUses> uses, StageNames names, Folding folding) {
        this.uses = uses;
        this.names = names;
        this.folding = folding;
    }

    /** @throws ProblemException 409 that tells what names them, as far as the caller may know */
    void demandUnused(Long pipeline, List<Stage> present, List<PipelineRequest.StageRequest> wanted) {
        var renamed = present.stream().filter(stage -> isRenamed(stage, wanted)).map(Stage::getName).toList();
        var using = using(renamed);
        if (!using.isEmpty()) {
            throw ProblemException.conflict("workflows name the stages that are renamed (" + String.join(", ", renamed)
                    + "), as they are, by their drafts or by runs that have not ended" + WorkflowUse.told(": ", using)
                    + ": have them go by the new names, too, and rename with evenIfUsed=true; by the former ones they find nothing then");
        }
        demandUnnamed(pipeline, present.stream().filter(stage -> isGoing(stage, wanted)).map(Stage::getName).toList());
    }

    private void demandUnnamed(Long pipeline, List<String> going) {
        var using = using(going);
        var told = new ArrayList<>(names.naming(pipeline, going));
        if (!using.isEmpty()) {
            told.add("workflows" + WorkflowUse.told(" such as ", using));
        }
        if (!told.isEmpty()) {
            var others = told.size() >= StageReferences.MOST ? " and others" : "";
            throw ProblemException.conflict("the stages that go (" + String.join(", ", going) + ") are named by "
                    + told.stream().limit(StageReferences.MOST - 1).collect(Collectors.joining(", ")) + others
                    + ": have these name another one, or let the stages go with evenIfUsed=true; they find nothing by the names then");
        }
    }

    private List<WorkflowUse> using(List<String> stages) {
        return stages.isEmpty() ? List.of() : uses.getObject().of(stages, WorkflowUse.MOST);
    }

    private boolean isRenamed(Stage stage, List<PipelineRequest.StageRequest> wanted) {
        return wanted.stream().anyMatch(request -> stage.getId().equals(request.id()) && !isCalled(stage, request));
    }

    /** As {@link Stages} tells those that stay. */
    private boolean isGoing(Stage stage, List<PipelineRequest.StageRequest> wanted) {
        return wanted.stream()
                .noneMatch(request -> stage.getId().equals(request.id())
                        || request.id() == null && isCalled(stage, request));
    }

    private boolean isCalled(Stage stage, PipelineRequest.StageRequest request) {
        return Objects.equals(folding.of(stage.getName()), folding.of(request.name()));
    }
}
