package dev.tenantry.crm.forecasttarget;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/forecast-targets")
@Resource("forecast-targets")
class ForecastTargetController extends RecordController<ForecastTargetRequest, ForecastTargetResponse> {

    ForecastTargetController(ForecastTargetService targets, Batches batches) {
        super(targets, batches);
    }

    @Override
    protected Long id(ForecastTargetResponse target) {
        return target.id();
    }
}
