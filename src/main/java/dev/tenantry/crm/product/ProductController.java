package dev.tenantry.crm.product;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.tag.TaggedController;
import dev.tenantry.crm.tag.TagsOfRecords;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;

@RestController
@RequestMapping("/api/v1/products")
@Resource("products")
class ProductController extends TaggedController<ProductRequest, ProductResponse> {

    ProductController(ProductService products, Batches batches, TagsOfRecords tags) {
        super(products, batches, tags);
    }

    @Override
    protected Long id(ProductResponse product) {
        return product.id();
    }
}
