package dev.tenantry.crm.opportunity;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.ForecastCategory;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;
import dev.tenantry.shared.web.FieldRule;

/**
 * What an opportunity is to be.
 *
 * @param amount     absent: not known, or the sum of the lines where it is that, none while there are no lines; another one than that is refused then
 * @param amountSource manual (of a new one, where absent) or line_items; absent: as it is
 * @param pipelineId absent: the one that it is in, or for a new one the default pipeline
 * @param stage      a stage's name; absent: the one that it is in, or the first stage of a pipeline that is new to it
 * @param ownerId    the member who works it
 * @param agent      who works it, where that is not a member
 * @param closedOn   the day it was won or lost, nothing else having one; absent: the day its stage became such, in the zone
 *                   of the person or the organization. A deal that stays closed keeps its day where a PUT or a row of an
 *                   import has none, or null; a PATCH with null is refused
 * @param lostReasonId why it was lost, nothing else having one; a deal that is lost no more loses it
 * @param forecastCategory where a forecast counts it while it is open: pipeline, best_case, commit or omitted; absent: where it counts its stage
 * @param externalId the opportunity's key in another system, unique in the organization
 */
record OpportunityRequest(
        @NotBlank @Size(max = 200) String name,
        @Valid @Nullable Money amount,
        @Nullable AmountSource amountSource,
        @Nullable Long pipelineId,
        @Compared @Size(max = 100) @Nullable String stage,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable UUID ownerId,
        @Size(max = 200) @Nullable String agent,
        @Size(max = 200) @Nullable String product,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate expectedCloseOn,
        @Nullable LocalDate closedOn,
        @Nullable Long lostReasonId,
        @Nullable ForecastCategory forecastCategory,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {

    @FieldRule(field = "forecastCategory", code = "not-open", message = "forecastCategory is pipeline, best_case, commit or omitted: what is won is closed by itself")
    boolean isForecastWhileOpen() {
        return forecastCategory != ForecastCategory.CLOSED;
    }
}
