package dev.tenantry.crm.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A step of a pipeline. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "pipeline_stages")
class Stage extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "pipeline_stages")
    @SequenceGenerator(name = "pipeline_stages", sequenceName = "pipeline_stages_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private Long pipelineId;
    private String name;
    @Enumerated(EnumType.STRING)
    private StageKind kind;
    private int probability;
    private int position;
    @Enumerated(EnumType.STRING)
    private ForecastCategory forecastCategory;
    private @Nullable Integer rottingDays;
    private String[] requiredFields;
    private Long @Nullable [] nextStages;
    private @Nullable Long projectTemplateId;
    @NotAudited("projectTemplateId")
    private @Nullable UUID projectTemplateBy;

    @SuppressWarnings("NullAway.Init")
    protected Stage() {}

    @SuppressWarnings("NullAway.Init")
    Stage(Long pipelineId, PipelineRequest.StageRequest request, int position) {
        this.pipelineId = pipelineId;
        change(request, position);
    }

    void change(PipelineRequest.StageRequest request, int newPosition) {
        name = request.name();
        kind = request.kind();
        probability = request.probability();
        position = newPosition;
        forecastCategory = request.category();
        rottingDays = request.rottingDays();
        requiredFields = request.required().toArray(String[]::new);
    }

    /** @param by with whose rights */
    void beget(@Nullable Long template, @Nullable UUID by) {
        projectTemplateId = template;
        projectTemplateBy = by;
    }

    /** @param stages the ids of the stages that deals go to from here; null: any */
    void leadTo(@Nullable List<Long> stages) {
        nextStages = stages == null ? null : stages.toArray(Long[]::new);
    }

    boolean isAs(PipelineRequest.StageRequest request, int wantedPosition, @Nullable List<Long> wantedNext) {
        return name.equals(request.name()) && kind == request.kind() && probability == request.probability()
                && position == wantedPosition && forecastCategory == request.category()
                && Objects.equals(rottingDays, request.rottingDays())
                && List.of(requiredFields).equals(request.required())
                && Objects.equals(nextIds(), wantedNext)
                && Objects.equals(projectTemplateId, request.projectTemplateId());
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    String getName() {
        return name;
    }

    StageKind getKind() {
        return kind;
    }

    int getProbability() {
        return probability;
    }

    Long getPipelineId() {
        return pipelineId;
    }

    ForecastCategory getForecastCategory() {
        return forecastCategory;
    }

    @Nullable
    Integer getRottingDays() {
        return rottingDays;
    }

    @Nullable
    Long getProjectTemplateId() {
        return projectTemplateId;
    }

    List<DealField> requiredFields() {
        return Arrays.stream(requiredFields).map(DealField::of).toList();
    }

    /** The names of the stages that deals go to from here; null: any. @param all the pipeline's */
    @Nullable
    List<String> next(List<Stage> all) {
        var ids = nextIds();
        return ids == null
                ? null
                : all.stream().filter(stage -> ids.contains(stage.getId())).map(Stage::getName).toList();
    }

    private @Nullable List<Long> nextIds() {
        return nextStages == null ? null : List.of(nextStages);
    }

    /** @param all the pipeline's */
    StagePosition asPosition(List<Stage> all, boolean requiresLostReason) {
        return new StagePosition(getId(), pipelineId, name, kind,
                new StageRules(requiredFields(), next(all), rottingDays, requiresLostReason));
    }
}
