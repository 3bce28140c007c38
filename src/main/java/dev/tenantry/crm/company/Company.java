package dev.tenantry.crm.company;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.address.PostalAddress;
import dev.tenantry.crm.externalid.ExternalId;
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
    @JdbcTypeCode(SqlTypes.JSON)
    private List<PostalAddress> addresses = List.of();
    private @Nullable Long parentId;
    private @Nullable String externalId;
    private String[] externalIds = {};

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
        addresses = request.addresses() == null ? List.of() : List.copyOf(request.addresses());
        parentId = request.parentId();
        externalId = request.externalId();
        externalIds = ExternalId.keys(request.externalIds());
    }

    void giveUpKeys() {
        externalId = null;
        externalIds = new String[0];
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

    public List<PostalAddress> getAddresses() {
        return addresses;
    }

    public @Nullable Long getParentId() {
        return parentId;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }

    public List<ExternalId> getExternalIds() {
        return ExternalId.of(externalIds);
    }

    List<String> externalKeys() {
        return List.of(externalIds);
    }
}
