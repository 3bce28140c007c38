package dev.tenantry.crm.forecasttarget;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

import dev.tenantry.shared.money.Money;

@Mapper(imports = Money.class)
interface ForecastTargetMapper {

    @Mapping(target = "amount", expression = "java(new Money(target.getAmount(), target.getCurrency()))")
    ForecastTargetResponse toResponse(ForecastTarget target);

    @Mapping(target = "amount", expression = "java(new Money(target.getAmount(), target.getCurrency()))")
    ForecastTargetRequest toRequest(ForecastTarget target);
}
