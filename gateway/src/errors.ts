export { Problem, problem, type FieldFault } from './errors/problem.ts';
export { errors, type ErrorCode } from './errors/table.ts';
