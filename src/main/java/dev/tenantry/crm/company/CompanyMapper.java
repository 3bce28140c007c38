package dev.tenantry.crm.company;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

import dev.tenantry.shared.money.Money;

@Mapper(imports = Money.class)
interface CompanyMapper {

    @Mapping(target = "annualRevenue", expression = "java(Money.of(company.getAnnualRevenue(), company.getCurrency()))")
    CompanyResponse toResponse(Company company);

    @Mapping(target = "annualRevenue", expression = "java(Money.of(company.getAnnualRevenue(), company.getCurrency()))")
    CompanyRequest toRequest(Company company);
}
