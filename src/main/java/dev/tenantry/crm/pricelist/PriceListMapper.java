package dev.tenantry.crm.pricelist;

import org.mapstruct.Mapper;

@Mapper
interface PriceListMapper {

    PriceListResponse toResponse(PriceList list);

    PriceListRequest toRequest(PriceList list);
}
