package dev.tenantry.crm.pricelist;

import java.time.LocalDate;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.shared.record.RecordEntity;

/** A name for prices, and when they hold. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@DynamicUpdate
@Table(name = "price_lists")
class PriceList extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "price_lists")
    @SequenceGenerator(name = "price_lists", sequenceName = "price_lists_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable LocalDate validFrom;
    private @Nullable LocalDate validUntil;

    @SuppressWarnings("NullAway.Init")
    protected PriceList() {}

    @SuppressWarnings("NullAway.Init")
    PriceList(PriceListRequest request) {
        change(request);
    }

    void change(PriceListRequest request) {
        name = request.name();
        validFrom = request.validFrom();
        validUntil = request.validUntil();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public @Nullable LocalDate getValidFrom() {
        return validFrom;
    }

    public @Nullable LocalDate getValidUntil() {
        return validUntil;
    }
}
