package dev.tenantry.crm.pricelist;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/price-lists")
@Resource("price-lists")
class PriceListController extends RecordController<PriceListRequest, PriceListResponse> {

    PriceListController(PriceListService lists, Batches batches) {
        super(lists, batches);
    }

    @Override
    protected Long id(PriceListResponse list) {
        return list.id();
    }
}
