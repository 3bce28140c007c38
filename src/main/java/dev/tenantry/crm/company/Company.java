package dev.tenantry.crm.company;

import java.math.BigDecimal;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.RecordEntity;

/** An organization that the tenant deals with: a customer, a prospect, a partner. */
@Entity
@DynamicUpdate
@Table(name = "companies")
class Company extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "companies")
    @SequenceGenerator(name = "companies", sequenceName = "companies_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable String domain;
    private @Nullable String sector;
    private @Nullable String location;
    private @Nullable Integer yearEstablished;
    private @Nullable Integer employees;
    private @Nullable BigDecimal annualRevenue;
    private @Nullable String currency;
    private @Nullable Long parentId;
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected Company() {}

    @SuppressWarnings("NullAway.Init")
    Company(CompanyRequest request) {
        change(request);
    }

    void change(CompanyRequest request) {
        name = request.name();
        domain = request.domain();
        sector = request.sector();
        location = request.location();
        yearEstablished = request.yearEstablished();
        employees = request.employees();
        annualRevenue = request.annualRevenue() == null ? null : request.annualRevenue().amount();
        currency = request.annualRevenue() == null ? null : request.annualRevenue().currency();
        parentId = request.parentId();
        externalId = request.externalId();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public @Nullable String getDomain() {
        return domain;
    }

    public @Nullable String getSector() {
        return sector;
    }

    public @Nullable String getLocation() {
        return location;
    }

    public @Nullable Integer getYearEstablished() {
        return yearEstablished;
    }

    public @Nullable Integer getEmployees() {
        return employees;
    }

    public @Nullable BigDecimal getAnnualRevenue() {
        return annualRevenue;
    }

    public @Nullable String getCurrency() {
        return currency;
    }

    public @Nullable Long getParentId() {
        return parentId;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
