package dev.tenantry.crm.company;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/companies")
@Resource("companies")
class CompanyController extends FollowedController<CompanyRequest, CompanyResponse> {

    private final CompanyService companies;
    private final CompanyHierarchy hierarchy;
    private final CompanyMergers mergers;

    CompanyController(CompanyService companies, CompanyHierarchy hierarchy, CompanyMergers mergers, Batches batches,
            TagsOfRecords tags, Followers followers) {
        super(companies, batches, tags, followers);
        this.companies = companies;
        this.hierarchy = hierarchy;
        this.mergers = mergers;
    }

    @Override
    protected Long id(CompanyResponse company) {
        return company.id();
    }

    /** What happened to or around the company, its people and its opportunities, newest first. */
    @GetMapping("/{id}/timeline")
    @RequiresPermission("read")
    Page<ActivityResponse> timeline(@PathVariable Long id, ListRequest request) {
        return companies.timeline(id, request);
    }

    /** Whose the company is, up to the top, and which are its own, at whatever distance. */
    @GetMapping("/{id}/hierarchy")
    @RequiresPermission("read")
    CompanyHierarchyResponse hierarchy(@PathVariable Long id) {
        return hierarchy.of(id);
    }

    /** What a merger would make of the company, and what would refer to it. */
    @PostMapping("/{id}/merger-preview")
    @RequiresPermission("read")
    @ImpersonationAllowed
    CompanyMergerPreviewResponse previewMerge(@PathVariable Long id, @Valid @RequestBody CompanyMergerRequest request) {
        return mergers.preview(id, request);
    }

    /** Takes over what another company has and what refers to it, and moves that to the trash. */
    @PutMapping("/{id}/merger")
    @RequiresPermission({"update", "delete", "read"})
    @ImpersonationAllowed
    CompanyResponse merge(@PathVariable Long id, @Valid @RequestBody CompanyMergerRequest request, IfMatch ifMatch) {
        return mergers.merge(id, request, ifMatch);
    }
}
