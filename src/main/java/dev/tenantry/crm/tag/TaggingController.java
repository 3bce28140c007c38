package dev.tenantry.crm.tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/taggings")
@Resource("tags")
class TaggingController {

    private final TaggingList taggings;

    TaggingController(TaggingList taggings) {
        this.taggings = taggings;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<TaggingResponse> list(ListRequest request) {
        return taggings.list(request);
    }
}
