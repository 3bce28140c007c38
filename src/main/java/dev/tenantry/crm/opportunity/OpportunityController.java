package dev.tenantry.crm.opportunity;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.follower.FollowedController;
import dev.tenantry.crm.follower.Followers;
import dev.tenantry.crm.tag.TagsOfRecords;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.Selection;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/opportunities")
@Resource("opportunities")
class OpportunityController extends FollowedController<OpportunityRequest, OpportunityResponse> {

    private final OpportunityService opportunities;

    OpportunityController(OpportunityService opportunities, Batches batches, TagsOfRecords tags,
            Followers followers) {
        super(opportunities, batches, tags, followers);
        this.opportunities = opportunities;
    }

    @Override
    protected Long id(OpportunityResponse opportunity) {
        return opportunity.id();
    }

    /** How many opportunities each stage has and what they amount to, of those that filter and q leave. */
    @GetMapping("/summary")
    @RequiresPermission("read")
    Page<StageSummary> summarize(Selection selection) {
        return Page.only(opportunities.summarize(selection));
    }

    /** Moves the opportunity to another stage. */
    @PutMapping("/{id}/stage")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    OpportunityResponse move(@PathVariable Long id, @Valid @RequestBody StageRequest request, IfMatch ifMatch) {
        return opportunities.move(id, request, ifMatch);
    }

    /** The stages that the opportunity went through, first to last. */
    @GetMapping("/{id}/stage-history")
    @RequiresPermission("read")
    Page<StageStayResponse> history(@PathVariable Long id) {
        return Page.only(opportunities.history(id));
    }

    /** What happened to or around the opportunity, newest first. */
    @GetMapping("/{id}/timeline")
    @RequiresPermission("read")
    Page<ActivityResponse> timeline(@PathVariable Long id, ListRequest request) {
        return opportunities.timeline(id, request);
    }
}
