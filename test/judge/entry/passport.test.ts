import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

test('strategies of passport run for the routes that authenticate by their name', () => {
  const leading = leadingOf(['express', 'passport', 'passport-local', 'passport-jwt', 'axios'], {
    'app.js': `
      const express = require('express');
      const passport = require('passport');
      require('./auth')(passport);
      const app = express();
      app.use(passport.initialize());
      app.get('/open', (req, res) => res.send('x'));
      app.post('/login', passport.authenticate('local', { successRedirect: '/' }));
      app.get('/google', passport.authenticate('google'), (req, res) => res.send('x'));
      app.get('/me', passport.authenticate(['jwt', 'own'], { session: false }), (req, res) => res.send('x'));
      app.post('/own', (req, res, next) => {
        passport.authenticate('own', async (error, user) => { await axios.options('http://a'); })(req, res, next);
      });
      const axios = require('axios');
      app.listen(3000);`,
    'auth.js': `
      const axios = require('axios');
      const LocalStrategy = require('passport-local').Strategy;
      const { Strategy: JwtStrategy } = require('passport-jwt');
      const { Strategy: Google } = require('passport-google-oauth20');
      const Own = require('./own');
      module.exports = (passport) => {
        passport.serializeUser(async (user, done) => { done(null, await axios.head('http://a')); });
        passport.use(new LocalStrategy({}, async (email, password, done) => { done(null, await axios.post('http://a')); }));
        passport.use('jwt', new JwtStrategy({}, verify));
        passport.use(new Google({}, async (token, refresh, profile, done) => { await axios.delete('http://a'); }));
        passport.use('own', new Own());
      };
      async function verify(payload, done) { done(null, await axios.put('http://a')); }`,
    'own.js': `
      const { Strategy } = require('passport-strategy');
      const axios = require('axios');
      module.exports = class Own extends Strategy {
        async authenticate(req) { this.success(await axios.patch('http://a')); }
      };`,
  });
  expect(leading).toEqual([
    'options < http-route POST /own',
    'head < http-route POST /login < http-route GET /google < http-route POST /own',
    'post < http-route POST /login',
    'delete < http-route GET /google',
    'put < http-route GET /me',
    'patch < http-route GET /me < http-route POST /own',
  ]);
});

test('a session reads its user in front of the routes behind it', () => {
  const leading = leadingOf(['express', 'passport', 'axios'], {
    'app.ts': `
      import express from 'express';
      import passport from 'passport';
      import axios from 'axios';
      passport.deserializeUser(async (id: string, done) => { done(null, await axios.get('http://a')); });
      const app = express();
      app.use(passport.session());
      app.get('/x', (req, res) => res.send('x'));`,
  });
  expect(leading).toEqual(['get < http-route GET /x']);
});

test('a strategy that no route asks for by that name is on no path', () => {
  const leading = leadingOf(['express', 'passport', 'passport-jwt', 'axios'], {
    'app.js': `
      const app = require('express')();
      const passport = require('passport');
      const axios = require('axios');
      passport.use('jwt', new (require('passport-jwt').Strategy)({}, async () => axios.get('http://a')));
      passport.use('other', new (require('passport-jwt').Strategy)({}, async () => axios.put('http://a')));
      app.get('/x', passport.authenticate('jwt'), (req, res) => res.send('x'));`,
  });
  expect(leading).toEqual(['get < http-route GET /x', 'put']);
});

test('a name that nothing has is that of a strategy whose own name nobody asks for', () => {
  const leading = leadingOf(['express', 'passport', 'axios'], {
    'app.js': `
      const app = require('express')();
      const passport = require('passport');
      const axios = require('axios');
      const { Strategy: Github } = require('passport-github2');
      const { Strategy: Twitter } = require('passport-twitter');
      passport.use(new Github({}, async () => axios.get('http://a')));
      passport.use(new Twitter({}, async () => axios.put('http://a')));
      app.get('/github', passport.authenticate('github'));
      app.get('/x', passport.authenticate('x'));`,
  });
  expect(leading).toEqual(['get < http-route GET /github', 'put < http-route GET /x']);
});

test('guards of Nest run the strategy of their name, also where they are extended', () => {
  const leading = leadingOf(
    ['@nestjs/common', '@nestjs/passport', 'passport-jwt', 'passport-local', 'axios'],
    {
      'src/strategies.ts': `
      import { PassportStrategy } from '@nestjs/passport';
      import { Strategy } from 'passport-jwt';
      import { Strategy as Local } from 'passport-local';
      import axios from 'axios';
      export class JwtStrategy extends PassportStrategy(Strategy) {
        constructor() { super({}); }
        async validate(payload: object) { return axios.get('http://a'); }
      }
      export class RefreshStrategy extends PassportStrategy(Strategy, 'jwt-refresh') {
        async validate(payload: object) { return axios.put('http://a'); }
      }
      export class LocalStrategy extends PassportStrategy(Local) {
        async validate(name: string) { return axios.post('http://a'); }
      }`,
      'src/guards.ts': `
      import { AuthGuard } from '@nestjs/passport';
      export class JwtAuthGuard extends AuthGuard('jwt') {
        canActivate(context: object) { return super.canActivate(context); }
      }`,
      'src/items.ts': `
      import { Controller, Get, Post, UseGuards } from '@nestjs/common';
      import { AuthGuard } from '@nestjs/passport';
      import { JwtAuthGuard } from './guards';
      @Controller('x')
      export class ItemsController {
        @UseGuards(JwtAuthGuard) @Get('a') a() { return 1; }
        @UseGuards(new JwtAuthGuard(), AuthGuard('jwt-refresh')) @Get('b') b() { return 1; }
        @UseGuards(AuthGuard('local')) @Post('c') c() { return 1; }
        @Get('d') d() { return 1; }
      }`,
    },
  );
  expect(leading).toEqual([
    'get < http-route GET /x/a < http-route GET /x/b',
    'put < http-route GET /x/b',
    'post < http-route POST /x/c',
  ]);
});
