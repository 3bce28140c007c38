package dev.tenantry.crm.milestone;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/milestones")
@Resource("milestones")
class MilestoneController extends RecordController<MilestoneRequest, MilestoneResponse> {

    MilestoneController(MilestoneService milestones, Batches batches) {
        super(milestones, batches);
    }

    @Override
    protected Long id(MilestoneResponse milestone) {
        return milestone.id();
    }
}
