package dev.tenantry.crm.product;

import org.mapstruct.Mapper;

@Mapper
interface ProductMapper {

    ProductResponse toResponse(Product product);

    ProductRequest toRequest(Product product);
}
