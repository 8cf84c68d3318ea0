/** A refusal of the API in Twilio's format. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** Returns the body of an error response. */
export function errorBody({ status, code, message }: ApiError): object {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

/** Returns a 400 for a missing or invalid parameter. */
export function invalid(message: string): ApiError {
  return new ApiError(400, 20001, message);
}

/** Returns a 404 for an unknown object or one of another Service. */
export function notFound(what: string): ApiError {
  return new ApiError(404, 20404, `The requested resource ${what} was not found`);
}

/** Returns a 409 for a name that exists. The code is not documented for this API. */
export function conflict(message: string): ApiError {
  return new ApiError(409, 20409, message);
}
