package dev.tenantry.crm.rate;

import org.mapstruct.Mapper;

@Mapper
interface ExchangeRateMapper {

    ExchangeRateResponse toResponse(ExchangeRate rate);

    ExchangeRateRequest toRequest(ExchangeRate rate);
}
