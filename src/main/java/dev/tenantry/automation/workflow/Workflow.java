package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A workflow as it is authored. What it does is kept in versions besides, which runs are pinned to. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "workflow_definitions")
@SuppressWarnings("NullAway.Init")
class Workflow extends TenantEntity {

    static final RowLimit LIMIT = new RowLimit("workflows", 1_000,
            "an organization has 1000 workflows at most, those in the trash included: delete some for good");

    @Id
    private UUID id;

    private String name;
    private @Nullable String description;
    private String triggerType;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode triggerConfig;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode steps;

    /** An empty object where none is stated. */
    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode enrolment = JsonNodeFactory.instance.objectNode();

    @Column(name = "is_active")
    private boolean active;

    private @Nullable Instant pausedAt;
    private @Nullable UUID pausedBy;
    private int currentVersion;
    private @Nullable UUID createdBy;
    private @Nullable UUID publishedBy;

    /** What the API key had by which it was published; null where it was by none. */
    @NotAudited("publishedBy")
    private String @Nullable [] publishedScopes;

    private @Nullable Instant deletedAt;

    @Formula("exists (select from workflow_drafts d where d.organization_id = app.org_id() and d.id = id)")
    private boolean hasDraft;

    /** Counted by the engine. */
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastRunAt;
    @Column(insertable = false, updatable = false)
    private long runCount;
    @Column(insertable = false, updatable = false)
    private long refusedCount;
    @Column(insertable = false, updatable = false)
    private long turnedAwayCount;
    @Column(insertable = false, updatable = false)
    private long unansweredCount;

    protected Workflow() {}

    Workflow(UUID id, WorkflowRequest request, UUID createdBy) {
        this.id = id;
        this.createdBy = createdBy;
        change(request);
    }

    /** @return whether this makes a new version: whether what the workflow does has changed */
    boolean change(WorkflowRequest request) {
        name = request.name();
        description = request.description();
        var config = Trigger.config(request.trigger());
        var type = request.trigger().path("type").asString();
        var admits = request.enrolment() == null ? JsonNodeFactory.instance.objectNode() : request.enrolment();
        if (currentVersion > 0 && type.equals(triggerType) && config.equals(triggerConfig)
                && request.steps().equals(steps) && admits.equals(enrolment)) {
            return false;
        }
        enrolment = admits;
        triggerType = type;
        triggerConfig = config;
        steps = request.steps();
        currentVersion++;
        return true;
    }

    /** Puts the current version into force. @param publication with whose rights its runs act from now on */
    void publish(Publication publication) {
        active = true;
        publishedBy = publication.member();
        publishedScopes = publication.scopeNames();
    }

    void deactivate() {
        active = false;
    }

    /** Its runs begin no more steps. */
    void pause(UUID person, Instant now) {
        if (pausedAt == null) {
            pausedAt = now;
            pausedBy = person;
        }
    }

    void resume() {
        pausedAt = null;
        pausedBy = null;
    }

    void trash(Instant now) {
        active = false;
        resume();
        deletedAt = now;
    }

    void restore() {
        deletedAt = null;
    }

    boolean isTrashed() {
        return deletedAt != null;
    }

    /** The trigger as it was authored. */
    ObjectNode trigger() {
        return Trigger.json(triggerType, triggerConfig);
    }

    /** As it was authored; null where nothing was. */
    @Nullable
    ObjectNode enrolment() {
        return enrolment.isEmpty() ? null : (ObjectNode) enrolment;
    }

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public String getTriggerType() {
        return triggerType;
    }

    public JsonNode getTriggerConfig() {
        return triggerConfig;
    }

    public JsonNode getSteps() {
        return steps;
    }

    public JsonNode getEnrolment() {
        return enrolment;
    }

    public boolean isActive() {
        return active;
    }

    public @Nullable Instant getPausedAt() {
        return pausedAt;
    }

    public @Nullable UUID getPausedBy() {
        return pausedBy;
    }

    public int getCurrentVersion() {
        return currentVersion;
    }

    public @Nullable UUID getCreatedBy() {
        return createdBy;
    }

    public @Nullable UUID getPublishedBy() {
        return publishedBy;
    }

    boolean hasDraft() {
        return hasDraft;
    }

    /** In their order; null where it was published by no API key. */
    public @Nullable List<String> getPublishedScopes() {
        return publishedScopes == null ? null : List.of(publishedScopes);
    }

    Publication publication() {
        return new Publication(publishedBy, publishedScopes == null ? null : Set.copyOf(List.of(publishedScopes)));
    }

    public @Nullable Instant getDeletedAt() {
        return deletedAt;
    }

    public @Nullable Instant getLastRunAt() {
        return lastRunAt;
    }

    public long getRunCount() {
        return runCount;
    }

    public long getRefusedCount() {
        return refusedCount;
    }

    public long getTurnedAwayCount() {
        return turnedAwayCount;
    }

    public long getUnansweredCount() {
        return unansweredCount;
    }
}
