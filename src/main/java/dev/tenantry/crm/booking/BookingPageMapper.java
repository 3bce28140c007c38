package dev.tenantry.crm.booking;

import org.mapstruct.Mapper;

@Mapper
interface BookingPageMapper {

    BookingPageResponse toResponse(BookingPage page);

    BookingPageRequest toRequest(BookingPage page);
}
