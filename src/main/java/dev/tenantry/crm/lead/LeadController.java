package dev.tenantry.crm.lead;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.follower.FollowedController;
import dev.tenantry.crm.follower.Followers;
import dev.tenantry.crm.tag.TagsOfRecords;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/leads")
@Resource("leads")
class LeadController extends FollowedController<LeadRequest, LeadResponse> {

    private final LeadService leads;
    private final LeadMatches matches;

    LeadController(LeadService leads, Batches batches, TagsOfRecords tags, Followers followers, LeadMatches matches) {
        super(leads, batches, tags, followers);
        this.leads = leads;
        this.matches = matches;
    }

    @Override
    protected Long id(LeadResponse lead) {
        return lead.id();
    }

    /** What happened to or around the lead, newest first. */
    @GetMapping("/{id}/timeline")
    @RequiresPermission("read")
    Page<ActivityResponse> timeline(@PathVariable Long id, ListRequest request) {
        return leads.timeline(id, request);
    }

    /** Contacts, companies and other leads that it may be, as far as the caller may read them. */
    @GetMapping("/{id}/matches")
    @RequiresPermission("read")
    MatchesResponse listMatches(@PathVariable Long id) {
        return matches.of(id);
    }
}
