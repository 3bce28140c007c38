package dev.tenantry.audit.debuglog;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A time in which an organization's lines of one module are kept. What is counted of them is written past the entity. */
@Entity
@Table(name = "debug_sessions")
class DebugSession extends TenantEntity {

    @Id
    private UUID id;

    private String module;
    @Enumerated(EnumType.STRING)
    private DebugLevel logLevel;
    private Instant endsAt;
    @Column(insertable = false, updatable = false)
    private int lines;
    @Column(insertable = false, updatable = false)
    private int droppedLines;

    @SuppressWarnings("NullAway.Init")
    protected DebugSession() {}

    DebugSession(String module, DebugLevel level, Instant endsAt) {
        this.id = Ids.next();
        this.module = module;
        this.logLevel = level;
        this.endsAt = endsAt;
    }

    DebugSessionResponse toResponse(Instant now) {
        return new DebugSessionResponse(id, module, logLevel, endsAt, endsAt.isAfter(now), lines, droppedLines,
                getVersion(), getCreatedAt(), getUpdatedAt());
    }
}
