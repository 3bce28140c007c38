package dev.tenantry.crm.opportunity;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

import dev.tenantry.shared.money.Money;

@Mapper(imports = Money.class)
interface OpportunityMapper {

    @Mapping(target = "amount", expression = "java(Money.of(opportunity.getAmount(), opportunity.getCurrency()))")
    OpportunityResponse toResponse(Opportunity opportunity);

    @Mapping(target = "amount", expression = "java(Money.of(opportunity.getAmount(), opportunity.getCurrency()))")
    OpportunityRequest toRequest(Opportunity opportunity);
}
