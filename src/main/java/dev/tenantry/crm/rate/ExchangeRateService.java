package dev.tenantry.crm.rate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.tenancy.Localizations;

@Service
@Transactional(readOnly = true)
class ExchangeRateService extends RecordService<ExchangeRate, ExchangeRateRequest, ExchangeRateResponse> {

    private static final ListDefinition<ExchangeRate> LISTING = ListDefinition.of(ExchangeRate.class)
            .field("id", Long.class)
            .field("fromCurrency", String.class)
            .field("toCurrency", String.class)
            .field("validOn", LocalDate.class)
            .field("rate", BigDecimal.class)
            .text("source")
            .field("quotation", String.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final ExchangeRateMapper mapper;
    private final Localizations localizations;

    ExchangeRateService(RecordKernel kernel, ExchangeRateMapper mapper, Localizations localizations) {
        super(kernel, LISTING, ExchangeRateRequest.class);
        this.mapper = mapper;
        this.localizations = localizations;
    }

    /** Of a pair there is one a day. */
    @Override
    public Set<String> unique() {
        return Set.of("externalId", "quotation");
    }

    @Override
    public <T> T together(Supplier<T> batch) {
        return localizations.remembering(batch::get);
    }

    @Override
    protected ExchangeRate make(ExchangeRateRequest request) {
        return new ExchangeRate(request, home(request));
    }

    @Override
    protected void change(ExchangeRate rate, ExchangeRateRequest request) {
        rate.change(request, home(request));
    }

    @Override
    protected ExchangeRateRequest state(ExchangeRate rate) {
        return mapper.toRequest(rate);
    }

    @Override
    protected ExchangeRateResponse show(ExchangeRate rate) {
        return mapper.toResponse(rate);
    }

    private String home(ExchangeRateRequest request) {
        return request.toCurrency() == null ? localizations.ofOrganization().currency() : request.toCurrency();
    }
}
