package dev.tenantry.crm.forecasttarget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.record.RecordEntity;

/** What is to be won in a month: by a member, by a team, or, with neither, by all together. */
@Entity
@DynamicUpdate
@EntityListeners(TargetStates.class)
@Table(name = "forecast_targets")
class ForecastTarget extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forecast_targets")
    @SequenceGenerator(name = "forecast_targets", sequenceName = "forecast_targets_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private LocalDate month;
    private @Nullable UUID ownerId;
    private @Nullable Long teamId;
    private BigDecimal amount;
    private String currency;
    @NotAudited("month, ownerId and teamId")
    private String aim;
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected ForecastTarget() {}

    @SuppressWarnings("NullAway.Init")
    ForecastTarget(ForecastTargetRequest request) {
        change(request);
    }

    final void change(ForecastTargetRequest request) {
        month = request.month();
        ownerId = request.ownerId();
        teamId = request.teamId();
        amount = request.amount().amount();
        currency = request.amount().currency();
        aim = whose() + " " + month;
        externalId = request.externalId();
    }

    private String whose() {
        if (ownerId != null) {
            return "member " + ownerId;
        }
        return teamId == null ? "all" : "team " + teamId;
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public LocalDate getMonth() {
        return month;
    }

    public @Nullable UUID getOwnerId() {
        return ownerId;
    }

    public @Nullable Long getTeamId() {
        return teamId;
    }

    public BigDecimal getAmount() {
        return amount;
    }

    public String getCurrency() {
        return currency;
    }

    public String getAim() {
        return aim;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
