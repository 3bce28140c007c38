package dev.tenantry.crm.company;

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
@RequestMapping("/api/v1/companies")
@Resource("companies")
class CompanyController extends FollowedController<CompanyRequest, CompanyResponse> {

    private final CompanyService companies;
    private final CompanyHierarchy hierarchy;

    CompanyController(CompanyService companies, CompanyHierarchy hierarchy, Batches batches, TagsOfRecords tags,
            Followers followers) {
        super(companies, batches, tags, followers);
        this.companies = companies;
        this.hierarchy = hierarchy;
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
}
