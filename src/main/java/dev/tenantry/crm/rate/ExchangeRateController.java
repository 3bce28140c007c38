package dev.tenantry.crm.rate;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/exchange-rates")
@Resource("exchange-rates")
class ExchangeRateController extends RecordController<ExchangeRateRequest, ExchangeRateResponse> {

    ExchangeRateController(ExchangeRateService rates, Batches batches) {
        super(rates, batches);
    }

    @Override
    protected Long id(ExchangeRateResponse rate) {
        return rate.id();
    }
}
