import { describe, expect, it } from 'vitest';
import { addressName } from '../../src/detect/addresses.js';

describe('the name in an address', () => {
  it.each([
    ['https://Users.example.com:443/users', 'users.example.com'],
    ['https://docs.example.com${}.md', 'docs.example.com'],
    ['https://docs.example.com${path}', 'docs.example.com'],
    ['https://api.${REGION}.example.com/users', 'REGION'],
    ['https://shop.example${}.example.com/users', 'shop.example.example.com'],
    ['${API_URL}/users', 'API_URL'],
    ['http://localhost:${PORT}/users', 'localhost'],
    ['http://${USERS_HOST}:${PORT}/users', 'USERS_HOST'],
    ['${protocol}://users.example.com/all', 'users.example.com'],
    ['${PORT}', null],
    ['0', null],
    ['unknown', null],
    ['10.0.0.7', '10.0.0.7'],
    ['/users', null],
    [':', null],
    ['${}:${}', null],
    ['https://${}:${}/users', null],
  ])('%s is %s', (address, name) => {
    expect(addressName(address)).toBe(name);
  });
});
