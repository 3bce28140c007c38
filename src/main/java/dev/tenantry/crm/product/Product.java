package dev.tenantry.crm.product;

import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.RecordEntity;

/** Something that the organization sells. */
@Entity
@DynamicUpdate
@Table(name = "products")
class Product extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "products")
    @SequenceGenerator(name = "products", sequenceName = "products_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private @Nullable String sku;
    private String name;
    private @Nullable String description;
    private @Nullable String unit;
    @Column(name = "is_active")
    private boolean active;
    @Enumerated(EnumType.STRING)
    private Billing billing;
    private @Nullable Integer intervalMonths;
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected Product() {}

    @SuppressWarnings("NullAway.Init")
    Product(ProductRequest request) {
        change(request);
    }

    void change(ProductRequest request) {
        sku = request.sku();
        name = request.name();
        description = request.description();
        unit = request.unit();
        active = !Boolean.FALSE.equals(request.active());
        billing = Objects.requireNonNullElse(request.billing(), Billing.ONCE);
        intervalMonths = request.intervalMonths();
        externalId = request.externalId();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public @Nullable String getSku() {
        return sku;
    }

    public String getName() {
        return name;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public @Nullable String getUnit() {
        return unit;
    }

    public boolean isActive() {
        return active;
    }

    public Billing getBilling() {
        return billing;
    }

    public @Nullable Integer getIntervalMonths() {
        return intervalMonths;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
