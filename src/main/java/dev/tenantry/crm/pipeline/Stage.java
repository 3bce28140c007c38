package dev.tenantry.crm.pipeline;

import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantEntity;

/** A step of a pipeline. */
@Entity
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
    }

    boolean isAs(PipelineRequest.StageRequest request, int wantedPosition) {
        return name.equals(request.name()) && kind == request.kind() && probability == request.probability()
                && position == wantedPosition;
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

    StagePosition asPosition() {
        return new StagePosition(pipelineId, name, kind);
    }
}
