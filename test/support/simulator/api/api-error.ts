/** A refusal of the API, in the form in which Twilio sends it. */
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

/** The body of an error response. */
export function errorBody({ status, code, message }: ApiError): object {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

/** 400 for a parameter that is missing or wrong. */
export function invalid(message: string): ApiError {
  return new ApiError(400, 20001, message);
}

/** 404 for something that is not there, or is another Service's. */
export function notFound(what: string): ApiError {
  return new ApiError(404, 20404, `The requested resource ${what} was not found`);
}

/** 409 for a name that is taken. The code is not documented for this API. */
export function conflict(message: string): ApiError {
  return new ApiError(409, 20409, message);
}
