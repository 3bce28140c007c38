package dev.tenantry.crm.lostreason;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/lost-reasons")
@Resource("lost-reasons")
class LostReasonController extends RecordController<LostReasonRequest, LostReasonResponse> {

    LostReasonController(LostReasonService reasons, Batches batches) {
        super(reasons, batches);
    }

    @Override
    protected Long id(LostReasonResponse reason) {
        return reason.id();
    }
}
