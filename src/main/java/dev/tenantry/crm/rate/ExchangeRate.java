package dev.tenantry.crm.rate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

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
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordEntity;

/** What one unit of a currency is in another one from a day on. */
@Entity
@DynamicUpdate
@Table(name = "exchange_rates")
@EntityListeners(RateStates.class)
class ExchangeRate extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "exchange_rates")
    @SequenceGenerator(name = "exchange_rates", sequenceName = "exchange_rates_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String fromCurrency;
    private String toCurrency;
    private LocalDate validOn;
    private BigDecimal rate;
    private String source;
    @NotAudited("fromCurrency, toCurrency and validOn")
    private String quotation;
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected ExchangeRate() {}

    @SuppressWarnings("NullAway.Init")
    ExchangeRate(ExchangeRateRequest request, String home) {
        change(request, home);
    }

    /** @param home the currency that it is in where the request names none */
    void change(ExchangeRateRequest request, String home) {
        var to = Objects.requireNonNullElse(request.toCurrency(), home);
        if (to.equals(request.fromCurrency())) {
            throw ProblemException.invalid("toCurrency", "same", "a currency has no rate against itself");
        }
        fromCurrency = request.fromCurrency();
        toCurrency = to;
        validOn = request.validOn();
        rate = request.rate();
        source = request.source();
        quotation = fromCurrency + "/" + toCurrency + " " + validOn;
        externalId = request.externalId();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getFromCurrency() {
        return fromCurrency;
    }

    public String getToCurrency() {
        return toCurrency;
    }

    public LocalDate getValidOn() {
        return validOn;
    }

    public BigDecimal getRate() {
        return rate;
    }

    public String getSource() {
        return source;
    }

    public String getQuotation() {
        return quotation;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
