package dev.tenantry.crm.report.forecast;

import dev.tenantry.crm.pipeline.ForecastCategory;
import dev.tenantry.shared.money.Money;

/**
 * What deals of one category come to.
 *
 * @param category    closed: won; of open deals what the deal says, else its stage
 * @param deals       how many, those without an amount and those without a rate included
 * @param amount      the sum of their amounts, in the report's currency
 * @param weighted    the sum of their amounts times the probability of their stage; of closed ones their amounts
 * @param unconverted how many of the deals are in neither sum, as no rate is known for their currency
 */
record Figure(ForecastCategory category, long deals, Money amount, Money weighted, long unconverted) {}
