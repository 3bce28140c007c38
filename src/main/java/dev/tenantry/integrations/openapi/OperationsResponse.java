package dev.tenantry.integrations.openapi;

import java.util.List;

import dev.tenantry.shared.listing.Page;

/**
 * What an integration can be asked by name.
 *
 * @param leftOut the document's operations that cannot be asked, up to 100
 */
record OperationsResponse(List<OperationResponse> results, Page.Paging paging, List<LeftOutOperation> leftOut) {}
